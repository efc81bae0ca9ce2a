namespace Holdfast.Workloads.Files.Portable;

/// <summary>Where an item may be written, or why it may not.</summary>
internal readonly record struct TargetPlace(string? Directory, string Name, string? Refusal, Exception? Failure)
{
    public static TargetPlace Refused(string why) => new(null, "", why, null);

    public static TargetPlace Failed(Exception error) => new(null, "", null, error);
}
