using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using System.Runtime.Versioning;
using Holdfast.Workloads.ShadowCopies.Requester;

namespace Holdfast.Workloads.Windows.ShadowCopies;

/// <summary>Calls methods of a C++ object by their places in its vtable.</summary>
[SupportedOSPlatform("windows")]
internal sealed unsafe class NativeObject(nint pointer) : IDisposable
{
    private static readonly StrategyBasedComWrappers Wrappers = new();
    private nint _pointer = pointer;

    public nint This => _pointer != 0 ? _pointer : throw new ObjectDisposedException(nameof(NativeObject));

    public nint Slot(int place) => (*(nint**)This)[place];

    /// <exception cref="ShadowCopyFailure">The code is one of failure.</exception>
    public static void Check(string call, int code)
    {
        if (code < 0) throw new ShadowCopyFailure(call, code);
    }

    public void Call(int place, string call) => Check(call, ((delegate* unmanaged<nint, int>)Slot(place))(This));

    public int Count(int place, string call)
    {
        uint count = 0;
        Check(call, ((delegate* unmanaged<nint, uint*, int>)Slot(place))(This, &count));
        return (int)Math.Min(count, int.MaxValue);
    }

    /// <summary>Starts something that the service does meanwhile.</summary>
    public NativeStep Begin(int place, string call)
    {
        nint step = 0;
        Check(call, ((delegate* unmanaged<nint, nint*, int>)Slot(place))(This, &step));
        try
        {
            return new NativeStep((IVssAsync)Wrappers.GetOrCreateObjectForComInstance(step, CreateObjectFlags.UniqueInstance), call);
        }
        finally
        {
            Marshal.Release(step);
        }
    }

    /// <summary>A method whose one argument is a text that it makes.</summary>
    public string Text(int place, string call)
    {
        nint text = 0;
        Check(call, ((delegate* unmanaged<nint, nint*, int>)Slot(place))(This, &text));
        return TakeText(text);
    }

    /// <summary>A method whose one argument is a text; null for none.</summary>
    public void Tell(int place, string call, string? text)
    {
        var copy = text is null ? 0 : Marshal.StringToBSTR(text);
        try
        {
            Check(call, ((delegate* unmanaged<nint, nint, int>)Slot(place))(This, copy));
        }
        finally
        {
            Marshal.FreeBSTR(copy);
        }
    }

    /// <summary>What a BSTR holds, which is freed.</summary>
    public static string TakeText(nint text)
    {
        try
        {
            return text == 0 ? "" : Marshal.PtrToStringBSTR(text);
        }
        finally
        {
            Marshal.FreeBSTR(text);
        }
    }

    public void Dispose()
    {
        if (_pointer == 0) return;
        ((delegate* unmanaged<nint, uint>)Slot(Slots.Release))(_pointer);
        _pointer = 0;
    }
}
