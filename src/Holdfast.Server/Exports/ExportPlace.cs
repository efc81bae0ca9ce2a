using System.Net.Security;
using Holdfast.Server.Configuration;

namespace Holdfast.Server.Exports;

/// <summary>Where exports listen, and as whom.</summary>
/// <param name="Certificate">What is shown to clients that come by TLS.</param>
/// <param name="Authority">Certificate (PEM) that signed it.</param>
/// <param name="Host">Under which other computers reach this one.</param>
internal sealed record ExportPlace(string DataDirectory, Settings Settings, Func<SslStreamCertificateContext> Certificate, Func<string> Authority, Func<string> Host)
{
    /// <summary>Of the sockets.</summary>
    internal string Folder => Settings.Get(ExportSettings.Folder) ?? Path.Combine(DataDirectory, "exports");
}
