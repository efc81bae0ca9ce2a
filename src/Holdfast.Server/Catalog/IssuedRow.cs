namespace Holdfast.Server.Catalog;

/// <summary>A certificate that was issued to an agent: serial number in hex, from when, and until when.</summary>
internal sealed record IssuedRow(string Serial, long Issued, long Ends);
