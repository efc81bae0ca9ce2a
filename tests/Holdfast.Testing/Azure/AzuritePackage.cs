using System.Diagnostics;

namespace Holdfast.Testing.Azure;

/// <summary>The emulator's program, installed by npm once below .build and shared by all test projects.</summary>
internal static class AzuritePackage
{
    private const string Version = "3.35.0";

    private static readonly Lazy<(string? Script, string? Missing)> Installed = new(Install);

    /// <summary>The blob service's script, or null.</summary>
    public static string? Script => Installed.Value.Script;

    /// <summary>Why there is no script.</summary>
    public static string? Missing => Installed.Value.Missing;

    private static (string? Script, string? Missing) Install()
    {
        if (!Runs("node", "--version")) return (null, "Node.js (Debian: nodejs) is not installed.");
        var folder = Path.Combine(Root(), ".build", "azurite", Version);
        var script = Path.Combine(folder, "node_modules", "azurite", "dist", "src", "blob", "main.js");
        var done = Path.Combine(folder, "installed");
        if (File.Exists(done)) return (script, null);
        if (!Runs("npm", "--version")) return (null, "npm (Debian: npm) is not installed.");
        Directory.CreateDirectory(folder);
        // Test projects may run at the same time.
        using (WaitForLock(Path.Combine(folder, "lock")))
        {
            if (File.Exists(done)) return (script, null);
            if (!Runs("npm", "install", "--prefix", folder, "--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error", $"azurite@{Version}") || !File.Exists(script))
                return (null, $"npm could not install azurite@{Version}.");
            File.WriteAllText(done, "");
            return (script, null);
        }
    }

    private static FileStream WaitForLock(string path)
    {
        for (var waited = 0; ; waited++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (waited < 600)
            {
                Thread.Sleep(500);
            }
        }
    }

    private static bool Runs(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0) Console.Error.WriteLine($"{program} {string.Join(' ', arguments)} ended with exit code {process.ExitCode}: {errors.Result}");
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // there is no such program
        }
    }

    private static string Root()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "Holdfast.slnx"))) return folder;
        throw new InvalidOperationException("The tests do not run from within the source tree.");
    }
}
