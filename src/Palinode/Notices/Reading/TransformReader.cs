using System.Globalization;

namespace Palinode.Notices.Reading;

/// <summary>Reads how a picture was turned, from the words of one claim. Angles are given only where the text names them.</summary>
internal sealed class TransformReader(Sentence s, int first, int end)
{
    /// <summary>Null where nothing of that is said.</summary>
    public ClaimTransform? Read()
    {
        Phrase[] found = [.. s.Find("transforms").Where(p => p.First >= first && p.End <= end)];
        if (found.Length == 0) return null;
        ClaimFlip flip = ClaimFlip.None;
        double? angle = null;
        bool rotation = false;
        List<string> other = [];
        foreach (Phrase p in found)
        {
            switch (p.Value)
            {
                case "flip horizontal": flip = ClaimFlip.Horizontal; break;
                case "flip vertical": flip = ClaimFlip.Vertical; break;
                case "flip": if (flip == ClaimFlip.None) flip = Axis(p); break;
                case "rotation":
                    rotation = true;
                    angle ??= s.Sees(p.First, "upside") ? 180 : Angle(p);
                    break;
                default: other.Add(s.Said(p.First, p.End)); break;
            }
        }
        return new ClaimTransform { Flip = flip, Rotation = angle, RotationNotStated = rotation && angle is null, Other = [.. other], Span = s.SpanOf(found[0].First, found[^1].End) };
    }

    /// <summary>"flipped along the vertical axis" mirrors left and right.</summary>
    private ClaimFlip Axis(Phrase p)
    {
        for (int i = p.End; i < Math.Min(end, p.End + 5); i++)
        {
            if (s.Sees(i, "vertical") && s.Sees(i + 1, "axis") || s.Sees(i, "horizontally")) return ClaimFlip.Horizontal;
            if (s.Sees(i, "horizontal") && s.Sees(i + 1, "axis") || s.Sees(i, "vertically")) return ClaimFlip.Vertical;
        }
        return ClaimFlip.AxisNotStated;
    }

    /// <summary>"rotated 180 degrees", "rotated by 90°", "180° rotation", "a 180-degree rotation".</summary>
    private double? Angle(Phrase p)
    {
        for (int i = Math.Max(first, p.First - 4); i < Math.Min(end, p.End + 4); i++)
        {
            string digits = new([.. s.Words[i].Text.TakeWhile(char.IsAsciiDigit)]);
            bool degrees = s.Words[i].Lower.EndsWith("degree", StringComparison.Ordinal) || s.Words[i].Lower.EndsWith("degrees", StringComparison.Ordinal) || s.Sees(i + 1, "degrees", "degree", "°", "º", "deg");
            if (digits.Length is > 0 and <= 3 && degrees) return double.Parse(digits, CultureInfo.InvariantCulture) % 360;
        }
        return null;
    }
}
