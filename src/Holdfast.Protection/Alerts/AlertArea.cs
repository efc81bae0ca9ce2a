namespace Holdfast.Protection.Alerts;

/// <summary>What an alert is about; lists group by it.</summary>
public enum AlertArea
{
    /// <summary>The subject is a production server or its agent.</summary>
    Agents,

    /// <summary>The subject is a datasource or a protection group.</summary>
    Protection,

    /// <summary>The subject is a recovery.</summary>
    Recovery,

    /// <summary>The subject is a disk of the pool.</summary>
    Storage,

    /// <summary>The subject is the vault, or a datasource's points in it.</summary>
    Online,

    /// <summary>The subject is the backup server itself.</summary>
    Server,
}
