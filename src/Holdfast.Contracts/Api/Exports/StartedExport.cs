namespace Holdfast.Contracts.Api.Exports;

/// <summary>An export, and what its clients need. Where the name is a secret, this is the only answer that holds it.</summary>
/// <param name="Name">By which clients ask for it.</param>
/// <param name="Uri">As programs take it, such as nbd+unix:///NAME?socket=/path.</param>
/// <param name="Authority">Certificate (PEM) that signed the server's, for clients that come by TLS; null otherwise.</param>
public sealed record StartedExport(ExportInfo Export, string Name, string Uri, string? Authority);
