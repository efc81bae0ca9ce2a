namespace Holdfast.Protection.Groups;

/// <summary>A path that a group protects.</summary>
/// <param name="Server">Production server.</param>
/// <param name="Path">Absolute path there.</param>
/// <param name="ExcludeGlobs">Items that match are left out.</param>
/// <param name="ExcludeExtensions">Files with these extensions are left out, such as ".tmp".</param>
/// <param name="CrossMountPoints">File systems that are mounted below the path are protected as well.</param>
public sealed record GroupMember(
    string Server, string Path, IReadOnlyList<string> ExcludeGlobs, IReadOnlyList<string> ExcludeExtensions, bool CrossMountPoints);
