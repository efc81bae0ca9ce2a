namespace Holdfast.Vault.Azure;

/// <summary>Which addresses may be spoken to: over TLS, or on this computer, where an emulator listens.</summary>
internal static class Endpoints
{
    public static bool AreSafe(Uri uri) => uri.Scheme == Uri.UriSchemeHttps || IsLocal(uri);

    /// <summary>Plain HTTP that does not leave this computer.</summary>
    public static bool IsLocal(Uri uri) => uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback;
}
