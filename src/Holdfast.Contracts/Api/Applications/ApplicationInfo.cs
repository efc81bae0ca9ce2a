namespace Holdfast.Contracts.Api.Applications;

/// <summary>How an application stands, as it said just now.</summary>
/// <param name="Path">The one way to write its address.</param>
/// <param name="Version">Of the application, as it says.</param>
/// <param name="Size">Bytes that a full backup would read; 0 where unknown.</param>
/// <param name="Types">full, incremental, log: what is possible now.</param>
/// <param name="Guarantee">crash or application.</param>
/// <param name="Warnings">What keeps it from being protected as well as it could be, each with what to do.</param>
public sealed record ApplicationInfo(
    string Kind, string Path, string Name, string Version, long Size, IReadOnlyList<string> Types, string Guarantee, IReadOnlyList<string> Warnings);
