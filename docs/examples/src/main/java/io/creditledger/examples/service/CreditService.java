package io.creditledger.examples.service;

import com.sun.net.httpserver.HttpServer;
import io.creditledger.ExpiryScheduler;
import io.creditledger.jdbc.JdbcCreditLedger;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A ledger behind HTTP: front ends open accounts and start tasks, render workers report what became of them, and what has
 * expired is recorded once a day. Any number of such services may run on one database.
 */
public final class CreditService implements AutoCloseable {
    private static final LocalTime EXPIRY_RUN = LocalTime.of(3, 0);
    private static final int SYSTEM_DEFAULT_BACKLOG = 0;
    private static final int THREADS = 32;
    private static final int GRACE_SECONDS = 10;
    private static final String MAX_REQUEST_SECONDS = "10";
    private static final String MAX_RESPONSE_SECONDS = "60";

    private final JdbcCreditLedger ledger;
    private final ExpiryScheduler expiry;
    private final HttpServer server;
    private final ExecutorService threads;

    private CreditService(JdbcCreditLedger ledger, ExpiryScheduler expiry, HttpServer server, ExecutorService threads) {
        this.ledger = ledger;
        this.expiry = expiry;
        this.server = server;
        this.threads = threads;
    }

    /**
     * Runs the service until the process is told to end.
     *
     * @param args none; see {@link ServiceSettings} for what can be set
     * @throws IOException if the port cannot be listened on
     */
    public static void main(String[] args) throws IOException {
        CreditService service =
                start(ServiceSettings.of(System.getenv(), System.getProperties()), InstantSource.system());
        Runtime.getRuntime().addShutdownHook(new Thread(service::close, "credit-service-shutdown"));
        System.out.println("The credit service listens on " + service.uri() + " and next records expiries at "
                + service.nextExpiryRun());
    }

    static CreditService start(ServiceSettings settings, InstantSource clock) throws IOException {
        JdbcCreditLedger ledger = JdbcCreditLedger.at(settings.url())
                .policy(settings.policy())
                .clock(clock)
                .migrating()
                .build();
        try {
            return start(settings, clock, ledger);
        } catch (IOException | RuntimeException e) {
            ledger.close();
            throw e;
        }
    }

    private static CreditService start(ServiceSettings settings, InstantSource clock, JdbcCreditLedger ledger)
            throws IOException {
        ExpiryScheduler expiry = ExpiryScheduler.daily(ledger)
                .at(EXPIRY_RUN)
                .in(settings.policy().zone())
                .by(clock)
                .start();
        try {
            return listen(settings, ledger, expiry);
        } catch (IOException | RuntimeException e) {
            expiry.close();
            throw e;
        }
    }

    /** The port is taken last, when nothing else can fail: a server that was never started does not give it back. */
    private static CreditService listen(ServiceSettings settings, JdbcCreditLedger ledger, ExpiryScheduler expiry)
            throws IOException {
        Router router = new Router(settings.apiKey(), Routes.of(ledger));
        sendAnswersAtOnce();
        limitSlowClients();
        HttpServer server = HttpServer.create(settings.address(), SYSTEM_DEFAULT_BACKLOG);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        server.setExecutor(threads);
        server.createContext("/", router);
        server.start();
        return new CreditService(ledger, expiry, server, threads);
    }

    /** The JDK's server sends head and body in two packets, and without this the second waits for the first's receipt. */
    private static void sendAnswersAtOnce() {
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /**
     * A request holds a thread from its first byte to the last of its answer, and by default the JDK's server waits for
     * them without end: as many clients that send or read nothing as there are threads would stop the service. The server
     * reads its limits once, when the first one in the process is made.
     */
    private static void limitSlowClients() {
        System.setProperty("sun.net.httpserver.maxReqTime", MAX_REQUEST_SECONDS);
        System.setProperty("sun.net.httpserver.maxRspTime", MAX_RESPONSE_SECONDS);
    }

    URI uri() {
        String host = server.getAddress().getAddress().getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + server.getAddress().getPort());
    }

    Instant nextExpiryRun() {
        return expiry.nextRun();
    }

    /** Requests that are under way are answered; later ones are not taken. Then the ledger's own database is closed. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
        server.stop(0);
        expiry.close();
        ledger.close();
    }
}
