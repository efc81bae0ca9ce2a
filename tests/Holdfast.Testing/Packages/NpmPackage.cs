using System.Diagnostics;

namespace Holdfast.Testing.Packages;

/// <summary>A package of npm, installed once below .build.</summary>
internal static class NpmPackage
{
    public static string Folder(string name, string version) => Path.Combine(Root(), ".build", name, version);

    /// <summary>Whether there is a program, by having it say its version.</summary>
    public static bool HasProgram(string name) => Runs(name, "--version");

    /// <param name="proof">A file that is there where all went well.</param>
    /// <param name="finish">Done once, before the package counts as installed.</param>
    /// <param name="scripts">Whether the package may run its own scripts while it is installed.</param>
    /// <returns>Why it could not be installed; null where it is.</returns>
    public static string? Install(string folder, string package, string proof, Action? finish = null, bool scripts = false)
    {
        var done = Path.Combine(folder, "installed");
        if (File.Exists(done)) return null;
        if (!HasProgram("npm")) return "npm (Debian: npm) is not installed.";
        Directory.CreateDirectory(folder);
        // Test projects may run at the same time.
        using (WaitForLock(Path.Combine(folder, "lock")))
        {
            if (File.Exists(done)) return null;
            string[] options = ["--prefix", folder, "--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error", .. scripts ? [] : (string[])["--ignore-scripts"]];
            if (!Runs("npm", ["install", .. options, package]) || !File.Exists(proof))
                return $"npm could not install {package}.";
            finish?.Invoke();
            File.WriteAllText(done, "");
            return null;
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
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
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
