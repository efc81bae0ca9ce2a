using System.Security;
using Holdfast.PowerShell.Connections;
using Holdfast.PowerShell.Views;

namespace Holdfast.PowerShell.Objects;

/// <summary>How this server works with its vault: a copy that Set-DPMCloudSubscriptionSetting changes and, with -Commit, brings to the server.</summary>
[View("Proxy", "WorkDay", "StartWorkHour", "EndWorkHour", "WorkHourBandwidth", "NonWorkHourBandwidth")]
public sealed class CloudSubscriptionSetting : ServerObject
{
    internal CloudSubscriptionSetting(DpmServer server) : base(server)
    {
    }

    /// <summary>URL; null: none.</summary>
    public string? Proxy { get; internal set; }

    public string? ProxyUsername { get; internal set; }

    public IReadOnlyList<DayOfWeek> WorkDay { get; internal set; } = [];

    public TimeSpan StartWorkHour { get; internal set; }

    public TimeSpan EndWorkHour { get; internal set; }

    /// <summary>Bits a second in work hours; 0: no limit.</summary>
    public long WorkHourBandwidth { get; internal set; }

    /// <summary>Bits a second outside work hours; 0: no limit.</summary>
    public long NonWorkHourBandwidth { get; internal set; }

    /// <summary>Kept for scripts alone: nothing is staged.</summary>
    public string? StagingAreaPath { get; internal set; }

    /// <summary>A passphrase was set that is not committed yet.</summary>
    public bool HasNewPassphrase => EncryptionPassphrase is not null;

    internal SecureString? EncryptionPassphrase { get; set; }

    internal SecureString? ProxyPassword { get; set; }

    internal SecureString? SecurityPin { get; set; }

    internal bool ChangesProxy { get; set; }

    internal bool ChangesBandwidth { get; set; }
}
