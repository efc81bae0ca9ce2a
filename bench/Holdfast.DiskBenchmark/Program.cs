// A VHDX read from the page cache through the reader, beside dd and qemu-img of the same file, in turns: [--mib N] [--rounds N] [--work DIR]
using System.Globalization;
using Holdfast.DiskBenchmark;

string Option(string name, string otherwise)
{
    var at = Array.IndexOf(args, name);
    return at < 0 ? otherwise : args[at + 1];
}

var mib = int.Parse(Option("--mib", "2048"), CultureInfo.InvariantCulture);
var rounds = int.Parse(Option("--rounds", "5"), CultureInfo.InvariantCulture);
var folder = Directory.CreateDirectory(Path.Combine(Option("--work", Path.GetTempPath()), $"holdfast-disks-{Environment.ProcessId}"));
try
{
    Console.WriteLine($"{mib} MiB, in pieces of 1 MiB, median of {rounds} rounds in turns; load average {File.ReadAllText("/proc/loadavg").Split(' ')[0]}.");
    Console.WriteLine();
    Console.WriteLine("|  | GB/s | lowest–highest | CPU s |");
    Console.WriteLine("|---|--:|--:|--:|");
    foreach (var blockMib in (int[])[32, 1])
    {
        var file = Path.Combine(folder.FullName, $"{blockMib}.vhdx");
        TestDisk.Write(file, (long)mib << 20, blockMib << 20);
        Way[] ways = [Way.Reader(file), Way.Shell("dd of the file", $"dd if='{file}' of=/dev/null bs=1M status=none"), Way.Shell("qemu-img convert to nowhere", $"qemu-img convert -n -f vhdx '{file}' --target-image-opts driver=null-co,size={(long)mib << 20}")];
        for (var round = -1; round < rounds; round++)
        {
            for (var index = 0; index < ways.Length; index++) ways[(index + round + 1) % ways.Length].Run(counts: round >= 0);
        }

        foreach (var way in ways) Console.WriteLine(way.Row(blockMib, (long)mib << 20));
        File.Delete(file);
    }
}
finally
{
    folder.Delete(recursive: true);
}
