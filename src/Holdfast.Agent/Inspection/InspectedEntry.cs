namespace Holdfast.Agent.Inspection;

/// <summary>Something in a folder inside a file.</summary>
/// <param name="Path">From the number of the partition on, such as 1/Windows/System32.</param>
/// <param name="Type">file, directory, symbolicLink, fifo, characterDevice, blockDevice.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Modified">Null for a partition.</param>
/// <param name="Target">Of a symbolic link or junction.</param>
public sealed record InspectedEntry(string Path, string Type, long Size, DateTimeOffset? Modified, string? Target);
