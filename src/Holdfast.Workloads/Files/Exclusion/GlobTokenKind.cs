namespace Holdfast.Workloads.Files.Exclusion;

internal enum GlobTokenKind
{
    Literal,
    Any,
    Set,
    Star,
    DoubleStar,

    /// <summary>"**/": no directory, or any number of whole ones. Always followed by <see cref="InsideDirectories"/>.</summary>
    Directories,

    InsideDirectories,
}
