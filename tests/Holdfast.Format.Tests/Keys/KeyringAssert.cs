using Holdfast.Format.Keys;

namespace Holdfast.Format.Tests.Keys;

internal static class KeyringAssert
{
    public static void Same(Keyring expected, Keyring? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(KeyringCodec.Encode(expected), KeyringCodec.Encode(actual));
    }
}
