namespace Holdfast.Workloads.Applications;


/// <summary>What went wrong with an application, for whoever translates it into an error code.</summary>
public enum WorkloadFault
{
    AddressWrong,
    OptionWrong,
    NotReachable,

    /// <summary>The application does not accept the credential.</summary>
    SignInRefused,

    /// <summary>The account lacks a right that is named.</summary>
    RightMissing,

    /// <summary>The application's version or edition cannot do it, or its state does not allow it.</summary>
    NotPossible,

    /// <summary>The application reported an error.</summary>
    ApplicationFailed,

    /// <summary>What came is not what was asked for: another database, a damaged page, a gap.</summary>
    ContentWrong,

    /// <summary>Later backups cannot go on from the earlier ones: a new full one is needed.</summary>
    ChainBroken,

    /// <summary>No set of points and logs reaches what is wanted.</summary>
    NotRecoverable,

    /// <summary>The destination holds something and must not be overwritten.</summary>
    DestinationTaken,

    /// <summary>This computer lacks what the step needs, such as the application's programs.</summary>
    NotHere,
}
