using Holdfast.Contracts.Errors;
using Holdfast.Server.Configuration;
using MailKit.Security;

namespace Holdfast.Server.Notifications;

/// <summary>The mail server and how to speak to it.</summary>
internal sealed record MailOptions(
    string Host, int Port, SecureSocketOptions Security, string? User, string? PasswordFile, string From, string? TrustedCaFile, TimeSpan Timeout)
{
    internal static bool IsConfigured(Settings settings) => settings.Get(NotificationSettings.SmtpHost) is not null;

    /// <exception cref="HoldfastException">Something that mail needs is not set.</exception>
    internal static MailOptions Of(Settings settings)
    {
        if (settings.Get(NotificationSettings.SmtpHost) is not { } host) throw new HoldfastException(ErrorCode.MailNotConfigured, "No mail server is set.");
        if (settings.Get(NotificationSettings.SmtpFrom) is not { } from) throw new HoldfastException(ErrorCode.MailNotConfigured, "No sender is set.");
        var (user, file) = (settings.Get(NotificationSettings.SmtpUser), settings.Get(NotificationSettings.SmtpPasswordFile));
        if (user is null != file is null)
            throw new HoldfastException(ErrorCode.MailNotConfigured, "smtpUser and smtpPasswordFile go together.", "Set both of them or neither.");
        var (security, standardPort) = settings.Get(NotificationSettings.SmtpSecurity) switch
        {
            NotificationSettings.NoTls => (SecureSocketOptions.None, 25),
            NotificationSettings.Tls => (SecureSocketOptions.SslOnConnect, 465),
            _ => (SecureSocketOptions.StartTls, 587),
        };
        return new MailOptions(
            host, settings.Get(NotificationSettings.SmtpPort) ?? standardPort, security, user, file, from,
            settings.Get(NotificationSettings.TrustedCaFile), TimeSpan.FromSeconds(settings.Get(NotificationSettings.TimeoutSeconds)!.Value));
    }
}
