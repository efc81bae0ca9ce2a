using MimeKit;

namespace Holdfast.Server.Tests.Notifications;

/// <summary>A mail as the mail server got it.</summary>
internal sealed record ReceivedMail(string From, string To, string Text, bool WasEncrypted)
{
    public MimeMessage Message => MimeMessage.Load(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Text)));
}
