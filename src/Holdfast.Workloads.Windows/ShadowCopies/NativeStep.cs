using System.Runtime.InteropServices.Marshalling;
using System.Runtime.Versioning;
using Holdfast.Workloads.ShadowCopies.Requester;

namespace Holdfast.Workloads.Windows.ShadowCopies;

/// <summary>A step of the service, by COM.</summary>
[SupportedOSPlatform("windows")]
internal sealed unsafe class NativeStep(IVssAsync step, string call) : IShadowCopyStep
{
    public void Wait(TimeSpan time)
    {
        if (step.Wait((uint)time.TotalMilliseconds) is < 0 and var code) throw new ShadowCopyFailure($"{call} (wait)", code);
    }

    public int Status()
    {
        var result = 0;
        return step.QueryStatus(&result, null) is < 0 and var code ? code : result;
    }

    public void Cancel()
    {
        if (step.Cancel() is < 0 and var code) throw new ShadowCopyFailure($"{call} (cancel)", code);
    }

    public void Dispose() => ((ComObject)(object)step).FinalRelease();
}
