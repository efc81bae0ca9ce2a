using Holdfast.Server.Configuration;

namespace Holdfast.Server.Notifications;

/// <summary>Keys of settings.json about mail and webhook. Secrets are in files of their own.</summary>
public static class NotificationSettings
{
    internal const string StartTls = "starttls", Tls = "tls", NoTls = "none";

    public static TextSetting SmtpHost { get; } = new("smtpHost", null, "host name or address", "mail server; without it no mail is sent", HostRule, 255);

    public static WholeSetting SmtpPort { get; } =
        new("smtpPort", null, 1, 65535, "TCP port", "port of the mail server", "587, with tls 465, with none 25");

    public static ChoiceSetting SmtpSecurity { get; } = new(
        "smtpSecurity", StartTls, [StartTls, Tls, NoTls], "starttls: refused where the mail server does not offer it; tls: from the first byte; none: readable on the way");

    public static TextSetting SmtpUser { get; } = new("smtpUser", null, "text", "account at the mail server; needs smtpPasswordFile", longest: 255);

    public static TextSetting SmtpPasswordFile { get; } =
        new("smtpPasswordFile", null, "absolute path", "file with the password in its first line, readable by the server's account only", PathRule);

    public static TextSetting SmtpFrom { get; } = new("smtpFrom", null, "mail address", "sender of all mail",
        text => MailAddressRule.TryParse(text, out _) ? null : "must be one mail address.", 255);

    public static FlagSetting SmtpThroughProxy { get; } =
        new("smtpThroughProxy", false, "reaches the mail server through `proxy`; most mail servers are nearer than the proxy");

    public static TextSetting WebhookUrl { get; } = new("webhookUrl", null, "https address", "is called with every alert of webhookSeverities",
        text => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "https" or "http" ? null : "must be an https address.");

    public static TextSetting WebhookSecretFile { get; } = new(
        "webhookSecretFile", null, "absolute path", "file with the secret that calls of the webhook are signed with, at least 16 characters; needed with webhookUrl", PathRule);

    public static ListSetting WebhookSeverities { get; } = new(
        "webhookSeverities", ["critical", "warning", "informational"], "critical, warning, informational", "all three", "which alerts the webhook gets",
        text => text is "critical" or "warning" or "informational" ? null : "must hold critical, warning, or informational.");

    public static FlagSetting WebhookAllowLoopback { get; } =
        new("webhookAllowLoopback", false, "lets webhookUrl name this computer, and then be http");

    public static TextSetting TrustedCaFile { get; } = new(
        "trustedCaFile", null, "absolute path", "PEM file of authorities that mail server, webhook, and OTLP receiver may have their certificates from, besides those of the system", PathRule);

    public static WholeSetting TimeoutSeconds { get; } = new("notificationTimeoutSeconds", 30, 5, 300, "seconds", "how long mail server and webhook are waited for");

    public static WholeSetting GiveUpHours { get; } =
        new("notificationGiveUpHours", 24, 1, 168, "hours", "how long delivery is tried again before it is given up with an alert");

    public static WholeSetting DigestAbove { get; } =
        new("notificationDigestAbove", 10, 1, 1000, "messages a minute", "what is more than that goes out as one message");

    public static IReadOnlyList<Setting> All { get; } =
    [
        SmtpHost, SmtpPort, SmtpSecurity, SmtpUser, SmtpPasswordFile, SmtpFrom, SmtpThroughProxy, WebhookUrl, WebhookSecretFile, WebhookSeverities, WebhookAllowLoopback,
        TrustedCaFile, TimeoutSeconds, GiveUpHours, DigestAbove,
    ];

    private static string? HostRule(string text) => Uri.CheckHostName(text) == UriHostNameType.Unknown ? "must be a host name or an address." : null;

    private static string? PathRule(string text) => Path.IsPathFullyQualified(text) ? null : "must be an absolute path.";
}
