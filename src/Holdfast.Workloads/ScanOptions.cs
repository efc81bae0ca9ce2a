using Holdfast.Workloads.Files.Windows.Rules;

namespace Holdfast.Workloads;

/// <summary>
/// What a scan leaves out and how far it goes. Globs: <c>*</c> and <c>?</c> stay within a component, <c>**</c> crosses '/', <c>[a-z]</c> and
/// <c>[!a-z]</c> are sets, a backslash takes the next character literally (<c>\xHH</c>: a raw byte). A leading '/' anchors at the root, otherwise
/// the pattern matches at any depth; a trailing '/' matches directories only. An excluded directory is not entered. The root itself is never excluded.
/// </summary>
public sealed record ScanOptions
{
    public static ScanOptions Everything { get; } = new();

    public IReadOnlyList<string> ExcludeGlobs { get; init; } = [];

    /// <summary>Ends of file names such as ".tmp", compared without regard to ASCII case. Directories are not concerned.</summary>
    public IReadOnlyList<string> ExcludeExtensions { get; init; } = [];

    /// <summary>False: a mount point is kept as an empty directory with a note.</summary>
    public bool CrossMountPoints { get; init; }

    /// <summary>What is taken of a tree of Windows; of other trees everything is.</summary>
    public WindowsChoice Windows { get; init; } = WindowsChoice.Everything;

    /// <summary>The point before, for a source that is told of changes; null: everything is looked at.</summary>
    public IPreviousTree? Previous { get; init; }
}
