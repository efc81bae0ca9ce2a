using System.Diagnostics;
using Holdfast.Publish.Tests.Running;

namespace Holdfast.Publish.Tests.Wine;

/// <summary>A Windows of its own for one test class, made by Wine; skips the test and says why where there is none.</summary>
public sealed class WinePrefix : IDisposable
{
    private readonly Lazy<string?> fault;
    private readonly List<string> natives = [];
    private int started;

    public WinePrefix() => fault = new Lazy<string?>(Make);

    internal Workspace Workspace { get; } = new();

    internal WinePrefix Require()
    {
        Assert.SkipUnless(Tool.IsThere("wine"), "Wine is not installed: the Windows program cannot be run here (docs/support-matrix.md says how).");
        Assert.SkipUnless(fault.Value is null, $"Wine cannot make a Windows here: {fault.Value}");
        return this;
    }

    /// <summary>Puts a library of the tests' own in the place of Wine's.</summary>
    internal void Replace(string library, string file)
    {
        File.Copy(file, Workspace[$"prefix/drive_c/windows/system32/{library}.dll"], overwrite: true);
        natives.Add(library);
    }

    /// <summary>A path of this computer as programs under Wine know it.</summary>
    internal static string Path(string unixPath) => "Z:" + unixPath.Replace('/', '\\');

    internal Outcome Run(string program, params string[] arguments) => Run(program, 60, arguments);

    internal Outcome Run(string program, int seconds, params string[] arguments)
    {
        var outcome = Tool.Run(Start(program, seconds, arguments));
        return outcome with { Output = File.ReadAllText(Said("output")), Error = File.ReadAllText(Said("error")) };
    }

    /// <summary>What the program says goes to files: Wine's own processes outlive it, and would hold a pipe open. After those seconds it is ended.</summary>
    internal ProcessStartInfo Start(string program, int seconds, params string[] arguments)
    {
        started++;
        string[] shell = ["-c", "output=$1; error=$2; seconds=$3; shift 3; exec timeout -k 5 \"$seconds\" wine \"$@\" >\"$output\" 2>\"$error\" </dev/null", "sh", Said("output"), Said("error"), seconds.ToString(System.Globalization.CultureInfo.InvariantCulture)];
        var start = new ProcessStartInfo("sh", [.. shell, program, .. arguments]) { WorkingDirectory = Workspace.Folder("elsewhere") };
        start.Environment["WINEPREFIX"] = Workspace["prefix"];
        start.Environment["WINEARCH"] = "win64";
        start.Environment["WINEDEBUG"] = "-all";
        start.Environment["LC_ALL"] = "C.UTF-8"; // without it Wine has no way to name files beyond ASCII
        start.Environment["WINEDLLOVERRIDES"] = $"mshtml,winemenubuilder.exe={string.Concat(natives.Select(library => $";{library}=n"))}";
        // Wine 8 cannot map memory twice, as the runtime otherwise does to protect its code.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        start.Environment.Remove("HOLDFAST_DATA");
        start.Environment.Remove("HOLDFAST_TLS");
        start.Environment.Remove("DOTNET_ROOT");
        return start;
    }

    public void Dispose()
    {
        if (started > 0)
        {
            // Ends what is still run in this prefix, and nothing else.
            var end = Start("", 60);
            end.FileName = "wineserver";
            end.ArgumentList.Clear();
            end.ArgumentList.Add("-k");
            Tool.Run(end);
        }
        Workspace.Dispose();
    }

    private string Said(string what) => Workspace[$"{started}.{what}"];

    private string? Make()
    {
        Workspace.Folder("prefix");
        var made = Run("wineboot", "-i");
        if (made.ExitCode != 0) return made.Error;
        var version = Run("winecfg", "-v", "win10");
        return version.ExitCode == 0 ? null : version.Error;
    }
}
