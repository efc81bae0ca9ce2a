namespace Holdfast.Contracts.Vault.Owner;

/// <summary>The program for one platform.</summary>
/// <param name="Platform">linux-x64, windows-x64.</param>
/// <param name="Path">Where the service gives it out, as a path of its address; null where it is not there.</param>
/// <param name="Sha256">Of the archive, in lower-case hexadecimal.</param>
/// <param name="Reason">Why it is not given out, and what to do; null where it is.</param>
public sealed record ProgramOffer(string Platform, string? Path, string? Sha256, long? Bytes, string? Reason);
