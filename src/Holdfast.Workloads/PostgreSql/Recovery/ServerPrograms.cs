using System.Diagnostics;
using System.Globalization;

namespace Holdfast.Workloads.PostgreSql.Recovery;

/// <summary>PostgreSQL's programs on this computer, of one major version.</summary>
internal sealed record ServerPrograms(string Folder)
{
    private static readonly string Suffix = OperatingSystem.IsWindows() ? ".exe" : "";

    public string Server => Path.Combine(Folder, "postgres" + Suffix);

    /// <param name="folder">Where the administrator says that they are; null: where systems have them.</param>
    public static ServerPrograms? Find(string? folder, int major)
    {
        var number = major.ToString(CultureInfo.InvariantCulture);
        IEnumerable<string> places = folder is not null ? [folder] :
        [
            $"/usr/lib/postgresql/{number}/bin", $"/usr/pgsql-{number}/bin", $"/usr/local/pgsql-{number}/bin", "/usr/local/pgsql/bin", $"/opt/homebrew/opt/postgresql@{number}/bin",
            Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "PostgreSQL", number, "bin"),
            .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
        ];
        return places.Select(place => new ServerPrograms(place)).FirstOrDefault(programs => File.Exists(programs.Server) && MajorOf(programs.Server) == major);
    }

    private static int MajorOf(string server)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(server, ["--version"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            // postgres (PostgreSQL) 17.2 (Debian 17.2-1)
            var version = said.Split(')', 2)[^1].TrimStart();
            return int.TryParse(version.AsSpan(0, version.TakeWhile(char.IsAsciiDigit).Count()), NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return 0; // it is there and cannot be run
        }
    }
}
