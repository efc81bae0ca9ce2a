using Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

namespace Holdfast.Workloads.Tests.VirtualMachines.HyperV.Support;

/// <summary>A job that runs for two looks and then ends.</summary>
internal sealed class FakeJob
{
    private int _looks;

    /// <summary>Path of what it made.</summary>
    public string? Made { get; init; }

    /// <summary>Why it fails; null: it does not.</summary>
    public string? Trouble { get; init; }

    /// <summary>It is done, and nobody can see it any more.</summary>
    public bool IsLost { get; init; }

    public WmiObject? Look(string path, bool standsStill)
    {
        if (IsLost) return null;
        var runs = standsStill || _looks < 2;
        _looks = standsStill ? 1 : _looks + 1;
        return new WmiObject("Msvm_ConcreteJob", path,
        [
            FakeObjects.Number("JobState", runs ? 4 : Trouble is null ? 7 : 10), FakeObjects.Number("PercentComplete", runs ? _looks * 30 : 100), FakeObjects.Number("ErrorCode", Trouble is null ? 0 : 32768), WmiProperty.Of("ErrorDescription", Trouble),
        ]);
    }

    public WmiObject Call(string method) => method switch
    {
        "GetErrorEx" => new WmiObject("__PARAMETERS", "", [FakeObjects.Texts("Errors", EmbeddedInstance.Write(new WmiObject("Msvm_Error", "", [WmiProperty.Of("Message", "Writers did not answer. (0x8004231F)")])))]),
        _ => new WmiObject("__PARAMETERS", "", [FakeObjects.Number("ReturnValue", 0)]),
    };
}
