using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Holdfast.Workloads.Files.Linux;

namespace Holdfast.Workloads.Tests.Support;

/// <summary>Acts on files as "nobody", without root's rights over them, on a thread of its own (setfsuid concerns one thread).</summary>
internal static class OtherUser
{
    public const uint Nobody = 65534;

    public static void Run(Action action)
    {
        Assert.SkipUnless(Shell.IsRoot, "Needs root, to become somebody else.");
        var isArm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            Libc.syscall(isArm ? 152 : 123, (nint)Nobody, 0, 0);
            Libc.syscall(isArm ? 151 : 122, (nint)Nobody, 0, 0);
            try
            {
                action();
            }
            catch (Exception error)
            {
                failure = ExceptionDispatchInfo.Capture(error);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
    }
}
