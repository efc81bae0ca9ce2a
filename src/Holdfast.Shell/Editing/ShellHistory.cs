using System.Text.RegularExpressions;
using Holdfast.Contracts.Connection;
using Holdfast.Shell.Running;

namespace Holdfast.Shell.Editing;

/// <summary>The lines that were typed, also in earlier sessions: in a file that its user alone reads. Lines that could hold a secret are not kept.</summary>
internal sealed partial class ShellHistory
{
    private const int Most = 1000;

    private readonly string file;
    private readonly IShellHost host;
    private readonly List<string> lines;
    private bool cannotWrite;

    private ShellHistory(string file, IShellHost host, List<string> lines) => (this.file, this.host, this.lines) = (file, host, lines);

    /// <summary>Oldest first.</summary>
    internal IReadOnlyList<string> Lines => lines;

    internal static ShellHistory OfUser(IShellHost host) => Open(Path.Combine(UserConfiguration.Folder, "shell-history"), host);

    internal static ShellHistory Open(string file, IShellHost host)
    {
        try
        {
            var kept = File.Exists(file) ? File.ReadLines(file).TakeLast(Most).ToList() : [];
            return new ShellHistory(file, host, kept);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            host.Warning($"The history {file} cannot be read: {failure.Message}");
            return new ShellHistory(file, host, []);
        }
    }

    internal void Add(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        if (Secret().IsMatch(line) || (lines.Count > 0 && lines[^1] == line)) return;
        lines.Add(line);
        if (!cannotWrite) Append(line);
    }

    private void Append(string line)
    {
        try
        {
            UserConfiguration.Create();
            var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var writer = new StreamWriter(file, options);
            writer.Write(line + "\n");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            cannotWrite = true;
            host.Warning($"The history {file} cannot be written: {failure.Message}");
        }
    }

    [GeneratedRegex(@"pass(word|phrase)|secret|credential|token|-(\w*)(pin|code)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Secret();
}
