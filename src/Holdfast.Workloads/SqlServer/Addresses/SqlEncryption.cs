namespace Holdfast.Workloads.SqlServer.Addresses;

/// <summary>Encryption of the connection to SQL Server.</summary>
internal enum SqlEncryption
{
    /// <summary>TDS 8.0, encrypted from the first byte: SQL Server 2022 and later.</summary>
    Strict,

    /// <summary>Encrypted, with a certificate that is checked.</summary>
    Mandatory,

    /// <summary>Whatever the server wants; only the sign-in is encrypted.</summary>
    Optional,
}
