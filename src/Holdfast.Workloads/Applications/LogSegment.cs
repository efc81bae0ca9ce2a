namespace Holdfast.Workloads.Applications;


/// <param name="Name">As the application names it.</param>
/// <param name="Received">When its first byte was kept, by this computer's clock.</param>
public sealed record LogSegment(string Name, long Length, DateTimeOffset Received);
