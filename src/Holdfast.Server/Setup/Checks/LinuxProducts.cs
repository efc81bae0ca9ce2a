namespace Holdfast.Server.Setup.Checks;

/// <summary>Backup products by the programs that they install.</summary>
internal static class LinuxProducts
{
    private static readonly (string Path, string Product)[] programs =
    [
        ("/usr/sbin/veeamservice", "Veeam Agent"), ("/usr/sbin/bareos-fd", "Bareos"), ("/usr/sbin/bacula-fd", "Bacula"), ("/opt/dpm/bin/DPMLA.Client.Linux.x86_64", "Linux agent of DPM or Azure Backup Server"),
        ("/usr/sbin/urbackupclientbackend", "UrBackup"), ("/opt/tivoli/tsm/client/ba/bin/dsmc", "IBM Storage Protect"),
    ];

    internal static IReadOnlyList<string> Find() => [.. programs.Where(program => File.Exists(program.Path)).Select(program => program.Product)];
}
