using Holdfast.Contracts.Api.Exports;
using Holdfast.PowerShell.Connections;
using Holdfast.PowerShell.Views;

namespace Holdfast.PowerShell.Objects;

/// <summary>A disk of a recovery point that is given out, read-only, as a network block device.</summary>
[View("Disk", "Size", "Uri", "Ends")]
public sealed class MountedRecoveryPoint : ServerObject
{
    internal MountedRecoveryPoint(DpmServer server, ExportInfo info, StartedExport? started) : base(server) => (Info, Started) = (info, started);

    private ExportInfo Info { get; }

    private StartedExport? Started { get; }

    public string ExportId => Info.Id;

    /// <summary>Name of the disk, or path of the file.</summary>
    public string Disk => Info.Disk;

    /// <summary>Bytes, as clients see it.</summary>
    public long Size => Info.Bytes;

    /// <summary>As programs such as qemu-nbd and nbd-client take it. Where it holds a secret name, only Mount-DPMRecoveryPoint says it.</summary>
    public string? Uri => Started?.Uri ?? Info.Uri;

    /// <summary>Path of the socket, or host and port.</summary>
    public string Address => Info.Address;

    /// <summary>PEM certificate that signed the server's, for clients that come by TLS.</summary>
    public string? Authority => Started?.Authority;

    public string DatasourceName => Info.SourceName;

    public string RecoveryPointId => Info.RecoveryPoint;

    /// <summary>When it ends by itself unless a client asks for something before.</summary>
    public DateTime Ends => Info.Ends.LocalDateTime;

    public override string ToString() => Uri ?? Address;
}
