using Holdfast.Console.Text;

namespace Holdfast.Console.Pages.Protection.Wizard;

/// <summary>A path on a production server, in the form of that server's platform.</summary>
public sealed record Place(string Server, string Path)
{
    private bool IsWindows => Path.Length > 1 && (Path[1] == ':' || Path.StartsWith(@"\\", StringComparison.Ordinal));

    /// <summary>It lies on a drive of Windows.</summary>
    internal bool IsOnDrive => Path.Length > 1 && char.IsAsciiLetter(Path[0]) && Path[1] == ':';

    private char Separator => IsWindows ? '\\' : '/';

    private StringComparison Comparison => IsWindows ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>It is the address of an application, not a path of files.</summary>
    internal bool IsApplication => ApplicationWords.IsAddress(Path);

    /// <summary>True where <paramref name="other"/> lies below this, at any depth.</summary>
    internal bool Holds(Place other) =>
        IsOnSameServer(other) && other.Path.Length > Start.Length && other.Path.StartsWith(Start, Comparison);

    internal bool Is(Place other) => IsOnSameServer(other) && string.Equals(Path, other.Path, Comparison);

    internal bool IsOnSameServer(Place other) => string.Equals(Server, other.Server, StringComparison.OrdinalIgnoreCase);

    /// <summary>The glob that leaves out <paramref name="below"/> and nothing else when this is protected.</summary>
    internal string GlobOf(Place below)
    {
        var relative = below.Path[Start.Length..];
        if (IsWindows) relative = relative.Replace('\\', '/');
        return "/" + string.Concat(relative.Select(c => c is '*' or '?' or '[' or '\\' ? "\\" + c : c.ToString())) + "/";
    }

    /// <summary>What such a glob leaves out; null where it was written by somebody and means more than one folder.</summary>
    internal Place? OfGlob(string glob)
    {
        if (glob.Length < 3 || glob[0] != '/' || glob[^1] != '/') return null;
        var path = new System.Text.StringBuilder(Start);
        for (var i = 1; i < glob.Length - 1; i++)
        {
            if (glob[i] is '*' or '?' or '[') return null;
            if (glob[i] == '\\' && ++i is var next && (next >= glob.Length - 1 || glob[next] == 'x')) return null;
            path.Append(glob[i] == '/' ? Separator : glob[i]);
        }
        return this with { Path = path.ToString() };
    }

    private string Start => Path.EndsWith(Separator) ? Path : Path + Separator;
}
