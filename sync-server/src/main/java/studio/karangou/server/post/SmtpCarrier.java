package studio.karangou.server.post;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/// Hands letters to a mail server (RFC 5321).
final class SmtpCarrier implements Carrier {
    private static final String PATIENCE_MILLIS = "20000";
    /// The first of the replies that say never.
    private static final int LASTING = 500;

    private final PostSettings.Smtp settings;
    private final Clock clock;
    private final Session session;

    SmtpCarrier(PostSettings.Smtp settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        session = Session.getInstance(properties(settings));
    }

    @Override
    public void carry(RenderedLetter letter) throws CarrierException {
        try (Transport transport = session.getTransport("smtp")) {
            MimeMessage message = message(letter);
            @Nullable
            String password = settings.user() == null ? null : settings.password(); // else Angus makes up a user
            transport.connect(settings.host(), settings.port(), settings.user(), password);
            transport.sendMessage(message, message.getAllRecipients());
        } catch (AddressException e) {
            throw new CarrierException("this address is none", true, e);
        } catch (SendFailedException e) {
            throw new CarrierException("the mail server does not take this letter", isLasting(e), e);
        } catch (MessagingException e) {
            throw new CarrierException("the mail server cannot be used", false, e);
        }
    }

    /// Whether no later try can succeed: replies of 5yz (RFC 5321, section 4.2.1). One of 4yz, as of greylisting, is
    /// for
    /// now, and a refusal without a number is an address that is none.
    private static boolean isLasting(MessagingException refused) {
        boolean lasting = true;
        for (@Nullable Exception cause = refused; cause != null; cause = next(cause)) {
            int code = switch (cause) {
                case SMTPSendFailedException sent -> sent.getReturnCode();
                case SMTPAddressFailedException address -> address.getReturnCode();
                case SMTPSenderFailedException sender -> sender.getReturnCode();
                default -> LASTING;
            };
            lasting &= code >= LASTING;
        }
        return lasting;
    }

    private static @Nullable Exception next(Exception cause) {
        return cause instanceof MessagingException chained ? chained.getNextException() : null;
    }

    private MimeMessage message(RenderedLetter letter) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress(settings.from(), true));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to(), true));
        message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Content-Language", letter.language().toLanguageTag());
        message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: no answer by a machine, please
        MimeBodyPart text = new MimeBodyPart();
        text.setText(letter.text(), StandardCharsets.UTF_8.name());
        MimeBodyPart html = new MimeBodyPart();
        html.setText(letter.html(), StandardCharsets.UTF_8.name(), "html");
        message.setContent(new MimeMultipart("alternative", text, html));
        return message;
    }

    private static Properties properties(PostSettings.Smtp settings) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.connectiontimeout", PATIENCE_MILLIS);
        properties.setProperty("mail.smtp.timeout", PATIENCE_MILLIS);
        properties.setProperty("mail.smtp.writetimeout", PATIENCE_MILLIS);
        properties.setProperty("mail.smtp.auth", Boolean.toString(settings.user() != null));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        switch (settings.security()) {
            case TLS -> properties.setProperty("mail.smtp.ssl.enable", "true");
            case STARTTLS -> {
                properties.setProperty("mail.smtp.starttls.enable", "true");
                properties.setProperty("mail.smtp.starttls.required", "true");
            }
            case NONE -> {}
        }
        return properties;
    }
}
