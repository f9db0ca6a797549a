using System.Runtime.Intrinsics.X86;
using Palinode.Engine.Features;
using Palinode.Engine.Matching;

namespace Palinode.Engine.Tests.Matching;

internal sealed class NearestTwoTests
{
    [Test]
    public void The_vector_forms_find_what_the_plain_form_finds([Values(1, 3, 4, 7, 130)] int a, [Values(1, 8, 9, 16, 17, 203)] int b, [Values(2, 128)] int levels)
    {
        // With two levels many products are equal, so that the order among equals is tested too.
        var random = new Random(a * 1000 + b);
        DescriptorMatcher.Side sideA = Side(random, a, levels), sideB = Side(random, b, levels);
        (NearestTwo plainA, NearestTwo plainB) = NearestTwo.SearchScalar(sideA, sideB);
        if (Avx2.IsSupported) Agree(NearestTwo.SearchVector(sideA, sideB), (plainA, plainB), b);
        if (NearestTwo.SearchWide(sideA, sideB) is { } wide) Agree(wide, (plainA, plainB), b);
    }

    private static void Agree((NearestTwo A, NearestTwo B) vector, (NearestTwo A, NearestTwo B) plain, int count)
    {
        vector.A.Best.ShouldBe(plain.A.Best);
        vector.A.Second.ShouldBe(plain.A.Second);
        vector.A.Who.ShouldBe(plain.A.Who);
        vector.B.Best.Take(count).ShouldBe(plain.B.Best.Take(count));
        vector.B.Second.Take(count).ShouldBe(plain.B.Second.Take(count));
        vector.B.Who.Take(count).ShouldBe(plain.B.Who.Take(count));
    }

    [Test]
    public void Empty_descriptors_are_near_to_none()
    {
        (NearestTwo ofA, NearestTwo ofB) = NearestTwo.Search(Side(new Random(1), 5, 1), Side(new Random(2), 9, 128));
        ofA.Who.ShouldAllBe(who => who == -1);
        ofB.Who.ShouldAllBe(who => who == -1);
    }

    private static DescriptorMatcher.Side Side(Random random, int count, int levels)
    {
        sbyte[] bytes = new sbyte[count * FeatureSet.DescriptorLength];
        for (int i = 0; i < bytes.Length; i++) bytes[i] = (sbyte)random.Next(levels);
        float[] none = new float[count];
        return new DescriptorMatcher.Side(new FeatureSet(none, none, none, none, bytes));
    }
}
