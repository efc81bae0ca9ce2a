using System.Net;
using System.Security;

namespace Holdfast.PowerShell.Connections;

/// <summary>Secrets on their way between scripts and requests.</summary>
internal static class Secrets
{
    internal static string Text(SecureString secret) => new NetworkCredential("", secret).Password;

    internal static SecureString Secure(string text) => new NetworkCredential("", text).SecurePassword;
}
