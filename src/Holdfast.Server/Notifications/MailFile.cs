namespace Holdfast.Server.Notifications;

/// <summary>A file that goes with a mail.</summary>
internal sealed record MailFile(string Name, string ContentType, byte[] Content);
