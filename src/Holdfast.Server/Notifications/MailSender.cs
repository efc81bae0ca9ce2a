using System.Net;
using System.Net.Sockets;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Configuration;
using MailKit;
using MailKit.Net.Proxy;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using MimeKit.Text;
using MimeKit.Utils;

namespace Holdfast.Server.Notifications;

/// <summary>Sends mail. A connection for each message: there are few of them.</summary>
internal sealed class MailSender(Settings settings, IWebProxy? proxy, TimeProvider time)
{
    /// <exception cref="HoldfastException">Not configured, not reachable, not trusted, or refused.</exception>
    internal async Task Send(string to, string subject, string plain, string html, CancellationToken cancellation, MailFile? file = null)
    {
        var options = MailOptions.Of(settings);
        using var message = Compose(options, to, subject, plain, html, file);
        using var client = new SmtpClient { Timeout = (int)options.Timeout.TotalMilliseconds, CheckCertificateRevocation = options.TrustedCaFile is null };
        if (TrustedAuthorities.Check(options.TrustedCaFile) is { } check) client.ServerCertificateValidationCallback = check;
        if (settings.Get(NotificationSettings.SmtpThroughProxy)) client.ProxyClient = MailProxy.Of(proxy);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(options.Timeout);
        try
        {
            await client.ConnectAsync(options.Host, options.Port, options.Security, deadline.Token);
            if (options is { User: { } user, PasswordFile: { } secret }) await client.AuthenticateAsync(user, SecretText.Read(secret, "mail password"), deadline.Token);
            await client.SendAsync(message, deadline.Token);
            await client.DisconnectAsync(quit: true, deadline.Token);
        }
        catch (Exception failure) when (IsOfMail(failure) || failure is OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            var why = failure is OperationCanceledException ? $"it did not answer within {options.Timeout.TotalSeconds} seconds" : failure.Message;
            throw new HoldfastException(ErrorCode.MailFailed, $"The mail to {to} could not be sent by {options.Host}, port {options.Port}: {why}", inner: failure);
        }
    }

    private MimeMessage Compose(MailOptions options, string to, string subject, string plain, string html, MailFile? file)
    {
        if (!MailAddressRule.TryParse(to, out var receiver)) throw new HoldfastException(ErrorCode.BadAddress, "The receiver is not one mail address.");
        if (!MailAddressRule.TryParse(options.From, out var sender)) throw new HoldfastException(ErrorCode.BadAddress, "The sender is not one mail address.");
        var message = new MimeMessage { Subject = subject, Date = time.GetUtcNow(), MessageId = MimeUtils.GenerateMessageId(sender.Domain) };
        message.From.Add(sender);
        message.To.Add(receiver);
        // Says to other mail programs that no person wrote it: no out-of-office answers.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        var text = new MultipartAlternative(new TextPart(TextFormat.Plain) { Text = plain }, new TextPart(TextFormat.Html) { Text = html });
        message.Body = file is null ? text : new Multipart("mixed") { text, Attached(file) };
        return message;
    }

    private static MimePart Attached(MailFile file) => new(ContentType.Parse(file.ContentType))
    {
        Content = new MimeContent(new MemoryStream(file.Content)), ContentDisposition = new ContentDisposition(ContentDisposition.Attachment), ContentTransferEncoding = ContentEncoding.Base64,
        FileName = file.Name,
    };

    private static bool IsOfMail(Exception failure) =>
        failure is SocketException or IOException or SslHandshakeException or AuthenticationException or ServiceNotConnectedException or ServiceNotAuthenticatedException
            or CommandException or ProtocolException or ProxyProtocolException or NotSupportedException;
}
