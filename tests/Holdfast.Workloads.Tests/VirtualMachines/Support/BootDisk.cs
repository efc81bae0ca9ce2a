using System.Text;
using Holdfast.Testing.Programs;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.VirtualMachines.Support;

/// <summary>A disk that a PC starts from without any system: a boot sector that writes a banner to the first serial port and then halts.</summary>
internal static class BootDisk
{
    public const string Banner = "Welcome to a machine without a system";

    private const int Sector = 512, LoadedAt = 0x7C00, TextAddressAt = 6;

    /// <summary>The sector: interrupts off; for each byte of the text wait until the port (3F8h) is ready, and write it.</summary>
    public static byte[] Make()
    {
        byte[] code =
        [
            0xFA, // cli
            0x31, 0xC0, // xor ax, ax
            0x8E, 0xD8, // mov ds, ax
            0xBE, 0, 0, // mov si, text
            0xAC, // next: lodsb
            0x84, 0xC0, // test al, al
            0x74, 18, // jz halt
            0x88, 0xC4, // mov ah, al
            0xBA, 0xFD, 0x03, // mov dx, 3FDh
            0xEC, // wait: in al, dx
            0xA8, 0x20, // test al, 20h
            0x74, 0xFB, // jz wait
            0xBA, 0xF8, 0x03, // mov dx, 3F8h
            0x88, 0xE0, // mov al, ah
            0xEE, // out dx, al
            0xEB, 0xE9, // jmp next
            0xF4, // halt: hlt
            0xEB, 0xFD, // jmp halt
        ];
        BitConverter.TryWriteBytes(code.AsSpan(TextAddressAt), (ushort)(LoadedAt + code.Length));
        var sector = new byte[Sector];
        code.CopyTo(sector, 0);
        Encoding.ASCII.GetBytes($"\r\n{Banner}\r\nlogin: ").CopyTo(sector, code.Length);
        (sector[^2], sector[^1]) = (0x55, 0xAA);
        return sector;
    }

    /// <summary>An image of 16 MiB with it.</summary>
    public static void Write(TempTree tree, string name)
    {
        var raw = tree[name + ".raw"];
        using (var file = File.Create(raw))
        {
            file.Write(Make());
            file.SetLength(16 << 20);
        }
        Program.Run("qemu-img", "convert", "-O", "qcow2", raw, tree[name]);
        File.Delete(raw);
    }
}
