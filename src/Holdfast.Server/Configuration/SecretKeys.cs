using Holdfast.Server.Catalog;
using Holdfast.Server.Hosting;
using Holdfast.Server.Notifications;
using Holdfast.Server.Telemetry;

namespace Holdfast.Server.Configuration;

/// <summary>Keys that name a file with a secret.</summary>
internal static class SecretKeys
{
    internal static IReadOnlyList<Setting> All { get; } =
    [
        NotificationSettings.SmtpPasswordFile, NotificationSettings.WebhookSecretFile, TelemetrySettings.OtlpHeadersFile, ProxySettings.ProxyCredentialsFile,
        RemoteSettings.CertificatePasswordFile, CatalogSettings.CatalogFile,
    ];

    /// <summary>Those that are read anew each time, so that another secret in the same file holds at once.</summary>
    internal static IReadOnlyList<Setting> ReadOnUse { get; } = [NotificationSettings.SmtpPasswordFile, NotificationSettings.WebhookSecretFile];
}
