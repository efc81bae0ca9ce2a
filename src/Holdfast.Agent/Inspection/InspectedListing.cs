namespace Holdfast.Agent.Inspection;

/// <summary>A folder inside a file.</summary>
/// <param name="Kind">Of the file, as in <see cref="InspectedFile"/>.</param>
public sealed record InspectedListing(string Kind, string Path, IReadOnlyList<InspectedEntry> Entries);
