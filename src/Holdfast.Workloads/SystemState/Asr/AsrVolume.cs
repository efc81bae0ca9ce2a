namespace Holdfast.Workloads.SystemState.Asr;

/// <summary>A volume that the ASR writer names.</summary>
/// <param name="Id">Of \\?\Volume{…}\.</param>
/// <param name="Letter">C; null where it has none.</param>
/// <param name="IsCritical">The writer demands it; others are for the requester to judge.</param>
internal sealed record AsrVolume(Guid Id, char? Letter, bool IsCritical)
{
    /// <summary>Its root by its id.</summary>
    public string Root => $@"\\?\Volume{{{Id:D}}}\";

    /// <summary>Whether a root names it, by id or by letter.</summary>
    public bool Is(string root) => string.Equals(root, Root, StringComparison.OrdinalIgnoreCase) || (Letter is { } letter && string.Equals(root, $"{letter}:\\", StringComparison.OrdinalIgnoreCase));
}
