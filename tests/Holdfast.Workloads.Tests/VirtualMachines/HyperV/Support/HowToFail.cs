namespace Holdfast.Workloads.Tests.VirtualMachines.HyperV.Support;

/// <summary>Ways in which the model does not do what it is asked.</summary>
public enum HowToFail
{
    /// <summary>The method returns an error.</summary>
    Refuse,

    /// <summary>Its job fails.</summary>
    FailJob,

    /// <summary>It does it, and its job is gone when it is asked for.</summary>
    LoseJob,

    /// <summary>WMI cannot be reached, this one time.</summary>
    Throw,

    /// <summary>From there on nothing of the host can be reached.</summary>
    Die,
}
