"""Money, equipment and books given by the lead school and accepted by the partner."""
