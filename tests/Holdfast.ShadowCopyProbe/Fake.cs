using System.Runtime.InteropServices;

namespace Holdfast.ShadowCopyProbe;

/// <summary>What the stand-in of vssapi.dll exports besides.</summary>
internal static unsafe partial class Fake
{
    private const string Library = "vssapi.dll";

    [LibraryImport(Library, EntryPoint = "FakeReset", StringMarshalling = StringMarshalling.Utf16)]
    public static partial void Reset(int failAt, int stepFailsAt, int code, string document, string device);

    [LibraryImport(Library, EntryPoint = "FakeCalls")]
    private static partial nint CallText();

    [LibraryImport(Library, EntryPoint = "FakeLeft")]
    private static partial void LeftNumbers(int* left);

    [LibraryImport(Library, EntryPoint = "FakeLayout")]
    private static partial int LayoutNumbers(int* layout);

    public static string Calls => Marshal.PtrToStringAnsi(CallText()) ?? "";

    public static string Left
    {
        get
        {
            var left = stackalloc int[3];
            LeftNumbers(left);
            return $"objects={left[0]} snapshots={left[1]} properties={left[2]}";
        }
    }

    public static int[] Layout
    {
        get
        {
            var layout = stackalloc int[32];
            return new Span<int>(layout, LayoutNumbers(layout)).ToArray();
        }
    }
}
