namespace Holdfast.Vault.Azure;

/// <summary>What became of a request by a grant, where nothing broke.</summary>
public enum GrantOutcome
{
    Done,

    /// <summary>A blob of the name is there: another's, or one that an earlier attempt without an answer made.</summary>
    Taken,

    /// <summary>The grant is too old: ask for a new one and do it again.</summary>
    Expired,
}
