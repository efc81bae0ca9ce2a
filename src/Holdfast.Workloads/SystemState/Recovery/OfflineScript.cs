using System.Globalization;
using Holdfast.Workloads.SystemState.Planning;
using Holdfast.Workloads.SystemState.Points;

namespace Holdfast.Workloads.SystemState.Recovery;

/// <summary>The script that puts the files of a system state over a Windows that does not run.</summary>
internal static class OfflineScript
{
    public const string Name = "restore-offline.cmd";

    /// <param name="isTooOld">It is a domain controller, and its forest forgets sooner.</param>
    /// <param name="hasSecurity">The recovered files have their owners and access lists.</param>
    public static string Of(StateFacts facts, DateTimeOffset taken, bool hasSecurity, bool isTooOld)
    {
        var drives = facts.Roots.Where(IsDrive).Select(root => char.ToUpperInvariant(root[0])).Append(facts.WindowsFolder[0]).Distinct().Order().ToList();
        var (drive, windows) = (facts.WindowsFolder[0], $"%VOLUME_{facts.WindowsFolder[0]}%{facts.WindowsFolder[2..]}");
        var text = new ScriptText().Line("@echo off")
            .Line(string.Create(CultureInfo.InvariantCulture, $"rem Puts the system state of {facts.Computer} of {taken.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC over its Windows."))
            .Line("rem Run it in the Windows Recovery Environment. Letters may differ there: set them before, for example  set VOLUME_C=D:")
            .Line("setlocal").Line("set HERE=%~dp0").Guard(isTooOld);
        foreach (var letter in drives) text.Line($"if \"%VOLUME_{letter}%\"==\"\" set VOLUME_{letter}={letter}:");
        text.Line($"if not exist \"%HERE%files\\{drive}{facts.WindowsFolder[2..]}\\System32\\config\\SYSTEM\" goto incomplete")
            .Line($"if not exist \"{windows}\\System32\\ntoskrnl.exe\" goto nowindows")
            .Line($"if /i \"%SystemRoot%\"==\"{windows}\" goto running")
            .Line("rem Windows would apply the logs of its present registry to hives that they are not of.");
        foreach (var hive in RegistryHives.All) text.Line($"del /a /q \"{windows}{RegistryHives.Folder}{hive}.LOG*\" 2>nul");
        foreach (var letter in drives) text.Step($"robocopy \"%HERE%files\\{letter}\" \"%VOLUME_{letter}%\\.\" /E /B /COPY:{(hasSecurity ? "DATSO" : "DAT")} /DCOPY:{(hasSecurity ? "DAT" : "T")} /R:1 /W:1 /XJ /NP", 8);
        foreach (var letter in drives) Links(text, letter);
        return text.Step($"bcdboot \"{windows}\"")
            .Line("echo Done. Read recovery-plan.txt before you start Windows.").Line("exit /b 0")
            .Refusal(isTooOld).Line(":incomplete").Line("echo The files of the system state are not beside this script.").Line("exit /b 2")
            .Line(":nowindows").Line($"echo There is no Windows in {windows}.").Line("exit /b 2")
            .Line(":running").Line("echo This Windows runs: its registry cannot be replaced. Start the Windows Recovery Environment.").Line("exit /b 2")
            .Line(":failed").Line("echo A step failed: see above. Run the script again when its cause is gone.").Line("exit /b 1").ToString();
    }

    /// <summary>robocopy makes a file of each name; links are made of them where the list has them. Each is made beside and moved over, so that a file that cannot be linked stays what it is.</summary>
    private static void Links(ScriptText text, char letter)
    {
        var (list, name, beside) = ($"%HERE%{HardLinkList.NameOf(letter)}", $"%VOLUME_{letter}%%%a", $"%VOLUME_{letter}%%%a.{HardLinkList.Beside}");
        text.Line($"if exist \"{list}\" for /f \"usebackq tokens=1,2 delims={HardLinkList.Between}\" %%a in (\"{list}\") do (")
            .Line($"mklink /H \"{beside}\" \"%VOLUME_{letter}%%%b\" >nul 2>nul")
            .Line($"if not exist \"{beside}\" echo Left as a file of its own: {name}")
            .Line($"if exist \"{beside}\" move /y \"{beside}\" \"{name}\" >nul 2>nul")
            .Line($"if exist \"{beside}\" echo Left as a file of its own: {name}")
            .Line($"if exist \"{beside}\" del /a /f /q \"{beside}\"").Line(")");
    }

    private static bool IsDrive(string root) => root.Length == 3 && char.IsAsciiLetter(root[0]) && root[1..] == @":\";
}
