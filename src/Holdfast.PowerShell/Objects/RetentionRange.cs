using Holdfast.PowerShell.Objects;
using Holdfast.PowerShell.Views;

// Scripts make these with New-Object by DPM's whole name of the type, so it has that name here too: the one type that is not named after its folder.
#pragma warning disable IDE0161, IDE0130
namespace Microsoft.Internal.EnterpriseStorage.Dls.UI.ObjectModel.OMCommon
{
    /// <summary>For how long recovery points in the vault are kept: so many of a unit.</summary>
    /// <param name="range">How many.</param>
    /// <param name="unit">Days keep every point, Weeks, Month, and Years one of certain days.</param>
    [View("Range", "Unit")]
    public sealed class RetentionRange(int range, RetentionUnits unit)
    {
        public int Range => range;

        public RetentionUnits Unit => unit;

        public override string ToString() => $"{range} {unit}";
    }
}
