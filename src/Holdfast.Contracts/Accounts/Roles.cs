namespace Holdfast.Contracts.Accounts;

/// <summary>What an account may be, and which of them a route takes.</summary>
[Flags]
public enum Roles
{
    None = 0,

    /// <summary>Sees states, jobs, alerts, reports; no content.</summary>
    Reader = 1,

    /// <summary>Browses, searches, recovers; changes nothing else.</summary>
    RecoveryOperator = 2,

    /// <summary>Runs and cancels jobs, resolves alerts; does not recover and does not change policy.</summary>
    Operator = 4,

    Administrator = 8,

    /// <summary>Whoever is signed in.</summary>
    Any = Reader | RecoveryOperator | Operator | Administrator,

    /// <summary>Runs what is set up.</summary>
    Running = Operator | Administrator,

    /// <summary>Sees and takes out content.</summary>
    Recovering = RecoveryOperator | Administrator,
}
