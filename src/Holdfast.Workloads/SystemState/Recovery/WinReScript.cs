using System.Globalization;
using Holdfast.Workloads.SystemState.Planning;
using Holdfast.Workloads.SystemState.Points;

namespace Holdfast.Workloads.SystemState.Recovery;

/// <summary>
/// The script that recovers a computer from its disks' images in the Windows Recovery Environment: lays the disks out (diskpart), applies the content of each partition (DISM, which keeps hard links, streams,
/// and access lists), makes them start (bcdboot), and adds drivers.
/// </summary>
internal static class WinReScript
{
    public const string Name = "recover.cmd";

    private const string LoadedHive = "HoldfastSystem";

    /// <param name="images">Extension of the images: vhdx or vhd.</param>
    /// <param name="isTooOld">It is a domain controller, and its forest forgets sooner.</param>
    /// <param name="target">Number of the disk that Windows goes to; null: that which it had.</param>
    public static string Of(BareMetalFacts facts, DateTimeOffset taken, string images, int? target, bool isTooOld)
    {
        var letters = TargetLetters.Of(facts);
        var (partitions, windows) = (new PartitionLines(facts, letters), facts.Windows);
        var text = new ScriptText().Line("@echo off")
            .Line(string.Create(CultureInfo.InvariantCulture, $"rem Recovers {facts.State.Computer} as of {taken.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC onto empty disks, in the Windows Recovery Environment."))
            .Line("rem Disks may have other numbers there (diskpart, list disk): set them before, for example  set DISK_0=1")
            .Line("setlocal").Line("set HERE=%~dp0").Line("if not exist X:\\Windows\\System32\\diskpart.exe goto elsewhere").Guard(isTooOld);
        foreach (var disk in facts.Disks)
            text.Line(string.Create(CultureInfo.InvariantCulture, $"if \"%DISK_{disk.Number}%\"==\"\" set DISK_{disk.Number}={(disk == windows.Disk ? target : null) ?? disk.Number}")).Line($"if not exist \"%HERE%disks\\{disk.Name}.{images}\" goto incomplete");
        text.Line($"echo Everything on {string.Join(" and ", facts.Disks.Select(disk => $"disk %DISK_{disk.Number}% ({PartitionLines.Needed(disk)} bytes are needed)"))} will be erased.")
            .Line("set /p ANSWER=Type ERASE to go on: ").Line("if not \"%ANSWER%\"==\"ERASE\" exit /b 3").Line("if not exist \"%HERE%scratch\" mkdir \"%HERE%scratch\"");
        foreach (var disk in facts.Disks) Diskpart(text.Line($"rem {disk.Name}: partitions"), $"partitions-{disk.Number}", partitions.Of(disk));
        foreach (var disk in facts.Disks) Apply(text, disk, images, facts.State.WindowsFolder[1..], letters);
        Boot(text, facts, letters);
        Letters(text, facts);
        Drivers(text);
        return text.Line("echo Done. Read recovery-plan.txt, take the medium out, and restart: wpeutil reboot").Line("exit /b 0")
            .Line(":elsewhere").Line("echo This is not the Windows Recovery Environment.").Line("exit /b 2")
            .Refusal(isTooOld).Line(":incomplete").Line("echo The images of the disks are not beside this script.").Line("exit /b 2")
            .Line(":otherwise").Line("echo The partitions of the image have other numbers here: see diskpart, list partition.")
            .Line(":failed").Line("echo A step failed: see above. The script can be run again from its beginning.").Line("exit /b 1").ToString();
    }

    private static void Apply(ScriptText text, KeptDisk disk, string images, string folder, IReadOnlyDictionary<(int Disk, int Partition), char> letters)
    {
        var image = $"select vdisk file=\"%HERE%disks\\{disk.Name}.{images}\"";
        // What a run before this one left attached.
        Write(text.Line($"rem {disk.Name}: content"), $"detach-{disk.Number}", [image, "detach vdisk"]);
        text.Line($"diskpart /s X:\\detach-{disk.Number}.txt >nul 2>nul");
        Diskpart(text, $"attach-{disk.Number}", [image, "attach vdisk readonly"]);
        // An attached disk has its partitions numbered in the order of its table, whatever the numbers in that were.
        foreach (var (index, partition) in disk.Partitions.OrderBy(partition => partition.Number).Index())
        {
            if (partition.Use is not (PartitionUse.Windows or PartitionUse.Critical)) continue;
            var (name, letter) = ($"{disk.Number}-{partition.Number}", letters[(disk.Number, partition.Number)]);
            var wim = $"\"%HERE%scratch\\{name}.wim\"";
            Diskpart(text, $"source-{name}", [image, string.Create(CultureInfo.InvariantCulture, $"select partition {index + 1}"), $"assign letter={TargetLetters.Source}"]);
            if (partition.Use == PartitionUse.Windows) text.Line($"if not exist {TargetLetters.Source}{folder}\\System32\\ntoskrnl.exe goto otherwise");
            text.Line($"if exist {wim} del {wim}").Step($"dism /Capture-Image /ImageFile:{wim} /CaptureDir:{TargetLetters.Source}:\\ /Name:{name} /Compress:none /CheckIntegrity")
                .Step($"dism /Apply-Image /ImageFile:{wim} /Index:1 /ApplyDir:{letter}:\\ /CheckIntegrity").Line($"del {wim}");
            Diskpart(text, $"release-{name}", [$"select volume {TargetLetters.Source}", $"remove letter={TargetLetters.Source}"]);
        }
        text.Step($"diskpart /s X:\\detach-{disk.Number}.txt");
    }

    private static void Boot(ScriptText text, BareMetalFacts facts, IReadOnlyDictionary<(int Disk, int Partition), char> letters)
    {
        var folder = TargetLetters.Windows + facts.State.WindowsFolder[1..];
        var from = letters.Values.Contains(TargetLetters.Boot) ? TargetLetters.Boot : TargetLetters.Windows;
        text.Line("rem start").Step($"bcdboot {folder} /s {from}: /f {(facts.IsUefi ? "UEFI" : "BIOS")}");
        if (!facts.IsUefi) text.Step($"bootsect /nt60 {from}: /mbr");
    }

    /// <summary>Windows knows drives by the ids of disks and partitions that are no more: it is to give letters anew, beginning with its own.</summary>
    private static void Letters(ScriptText text, BareMetalFacts facts) =>
        text.Line("rem letters of drives: those of the disks that were").Step($"reg load HKLM\\{LoadedHive} {TargetLetters.Windows}{facts.State.WindowsFolder[1..]}{RegistryHives.Folder}SYSTEM")
            .Line($"reg delete HKLM\\{LoadedHive}\\MountedDevices /va /f").Step($"reg unload HKLM\\{LoadedHive}");

    private static void Drivers(ScriptText text) =>
        text.Line("rem drivers of other hardware: put their .inf files into the folder drivers beside this script")
            .Line("if not exist \"%HERE%drivers\" goto nodrivers").Step($"dism /Image:{TargetLetters.Windows}:\\ /Add-Driver /Driver:\"%HERE%drivers\" /Recurse").Line(":nodrivers");

    /// <summary>Writes a script of diskpart, and runs it.</summary>
    private static void Diskpart(ScriptText text, string name, IEnumerable<string> lines)
    {
        Write(text, name, lines);
        text.Step($"diskpart /s X:\\{name}.txt");
    }

    /// <summary>Writes a script of diskpart to the environment's own memory.</summary>
    private static void Write(ScriptText text, string name, IEnumerable<string> lines)
    {
        foreach (var (index, line) in lines.Index()) text.Line($"{(index == 0 ? ">" : ">>")}X:\\{name}.txt echo {line}");
    }
}
