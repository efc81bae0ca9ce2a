namespace Holdfast.Vault.Azure;

/// <summary>What became of a request by a grant, where nothing broke.</summary>
public enum GrantOutcome
{
    Done,

    /// <summary>
    /// A blob of the name is there: another's, or one that an earlier attempt without an answer made. The service says "not permitted" then as well, because the grant is not one to
    /// replace: where no such blob is found, whoever signed the grant may not create blobs.
    /// </summary>
    Taken,

    /// <summary>The grant is too old: ask for a new one and do it again.</summary>
    Expired,
}
