namespace Holdfast.Workloads.PostgreSql.Protocol;

/// <summary>How a connection to PostgreSQL is encrypted, as libpq calls it.</summary>
internal enum TlsMode
{
    Disable,

    /// <summary>Encrypted where the server can; whose server it is, is not asked.</summary>
    Prefer,

    Require,

    /// <summary>The certificate is signed by the authority that was given, or one that this computer trusts.</summary>
    VerifyCa,

    /// <summary>And names the host.</summary>
    VerifyFull,
}
